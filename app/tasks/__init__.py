"""What the user asks for: one folder a job."""
