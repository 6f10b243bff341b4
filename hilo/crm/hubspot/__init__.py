"""HubSpot as the CRM of people, deals, notes and tickets (docs/decisions: which parts, and why)."""
