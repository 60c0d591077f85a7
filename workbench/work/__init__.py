"""What runs beside the pages: the commands of the other stages, as processes of their own."""
