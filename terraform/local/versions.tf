terraform {
  # OpenTofu counts alike. Checks that concern several values are preconditions, which both know in every such version.
  required_version = ">= 1.9"
}
