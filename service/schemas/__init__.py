"""What comes in and what goes out, field by field (marshmallow). Unknown fields are refused both ways."""
