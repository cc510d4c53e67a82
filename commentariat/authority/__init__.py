"""Terms as an authority file has them: one person or thing under several names."""
