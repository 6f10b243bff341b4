"""What can be done about an order that was placed: status, delay, changes, returns, notices."""
