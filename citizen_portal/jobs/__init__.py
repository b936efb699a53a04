"""What happens after commit: papers, questions to gateways, sweeping."""
