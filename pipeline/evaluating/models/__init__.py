"""Language models beside each other: names, proclitics, sentences, speed and memory."""
