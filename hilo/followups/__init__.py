"""What the business said it would do later: noted once, done when due, taken back when the person writes first."""
