//! Decides what a fact means: facts × rules × roster → requests.
