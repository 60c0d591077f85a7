"""The server: its address, who may ask it anything, and how pages are made."""
