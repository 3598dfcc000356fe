"""Taking in the real news web: pages, feeds, outlets. Nothing here judges or stores."""
