//! What stops the program: each error names its cause and reads as a sentence.
