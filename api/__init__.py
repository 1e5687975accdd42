"""The doors: command line and HTTP, their settings, and the wiring of real parts."""
