"""The search index: texts to words, words to files, and files to answers."""
