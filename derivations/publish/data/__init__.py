"""Results as data: for programs, notebooks, search engines and other sites."""
