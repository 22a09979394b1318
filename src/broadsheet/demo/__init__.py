"""The demo newspaper: its edition as data, and the pictures the project draws itself."""
