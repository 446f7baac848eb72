"""What a sweep says: pairs, maps, lines of costs, sensitivities, boxes, games, choices. One subject a file."""
