# A real environment: created, resized in place, destroyed. Terraform destroys it at the end of this file.

run "identity" {
  module { source = "./tests/identity" }
}

run "creates_an_environment" {
  variables {
    name           = run.identity.name
    run_id         = "terraform-test"
    expires_at     = run.identity.expires_at
    instance_class = "nano"
    data_volume    = 100
  }

  assert {
    condition     = can(regex("^http://127\\.0\\.0\\.1:[0-9]+$", output.target_url))
    error_message = "target_url is ${coalesce(output.target_url, "null")}"
  }
  assert {
    condition     = length(output.instances) == 1 && output.instances[0].zone == "local-a"
    error_message = "instances are ${jsonencode(output.instances)}"
  }
  assert {
    condition     = [for protection in output.protections : protection.name] == ["rate-limit", "waf"]
    error_message = "protections are ${jsonencode(output.protections)}"
  }
  assert {
    condition     = alltrue([for protection in output.protections : fileexists(protection.coordinates.token_file)])
    error_message = "a protection cannot be reached: its token file is missing"
  }
  assert {
    condition     = can(regex("^http://127\\.0\\.0\\.1:[0-9]+$", output.autoscaler.coordinates.api))
    error_message = "autoscaler is ${jsonencode(output.autoscaler)}"
  }
}

run "resizes_in_place" {
  variables {
    name           = run.identity.name
    run_id         = "terraform-test"
    expires_at     = run.identity.expires_at
    instance_class = "nano"
    data_volume    = 100
    instances      = 2
  }

  assert {
    condition     = output.target_url == run.creates_an_environment.target_url
    error_message = "the environment was made anew"
  }
  assert {
    condition     = length(output.instances) == 2 && contains(output.instances, run.creates_an_environment.instances[0])
    error_message = "instances are ${jsonencode(output.instances)}"
  }
}
