"""From the graph's answers to their JSON, the same at both doors: `*_shapes` name the fields, `*_views` fill them."""
