"""An archive to take along: files for readers, libraries, programs and other archives."""
