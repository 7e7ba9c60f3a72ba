"""Assignment: who reviews which application, within loads, conflicts and kinds, nobody badly served; and why. See README.md."""
