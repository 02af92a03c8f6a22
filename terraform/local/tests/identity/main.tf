# A name of its own for each test run, so that two at once do not meet, and an expiry in case one is killed.

resource "terraform_data" "identity" {}

output "name" {
  value = "test-${substr(terraform_data.identity.id, 0, 8)}"
}

output "expires_at" {
  value = timeadd(plantimestamp(), "20m")
}
