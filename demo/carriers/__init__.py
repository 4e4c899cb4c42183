"""Three pretend carriers behind the real ones' HTTP interfaces; runs alone or inside the demo."""
