"""What was changed in Word comes back into the answers: what each difference means, and the answers it gives.  Pure."""
