"""Each question is one function over the port; every door calls it and shows the same answer."""
