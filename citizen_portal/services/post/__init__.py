"""The post (bưu chính công ích): papers sent in, results sent back, what carriers tell."""
