//! Bytes in: folders, single files, zip, tar, tar.gz, standard input, the embedded sample; limits on untrusted archives.
