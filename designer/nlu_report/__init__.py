"""`make nlu-report`: what the assistant understands and what it confuses, as a page for designers."""
