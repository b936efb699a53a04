"""Tests of the identity connector and its simulator, over real HTTP on this machine."""
