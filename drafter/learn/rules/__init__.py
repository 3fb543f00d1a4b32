"""Rules that say what a place of a text becomes, one small file each; ``learn/decide.py`` orders them."""
