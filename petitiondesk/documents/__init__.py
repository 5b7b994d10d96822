"""What is printed: the only room that knows ReportLab. Plain data in, PDF bytes out."""
