"""The customer relationship: people, orders, tickets, appointments, quotes. `get_crm` gives the one in use."""
