"""What a language model may help with; everything works without one."""
