"""Calls that ElevenLabs makes for us: to many, with which agent, and what it is told of whom it speaks with."""
