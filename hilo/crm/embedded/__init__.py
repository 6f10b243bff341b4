"""The CRM in the one database: the only SQL about its tables."""
