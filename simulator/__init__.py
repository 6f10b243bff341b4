"""Twilio and ElevenLabs played locally: another program behind the same HTTP, which the product does not know.

It signs, retries, repeats, reorders, delays and fails as they do, and has a page with a telephone. What it holds lies
in memory alone: nobody's words outlast it. Imports nothing of the project but its settings.
"""
