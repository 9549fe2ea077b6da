"""The fault suite: thousands of damaged and odd inputs, and how the program meets each of them."""
