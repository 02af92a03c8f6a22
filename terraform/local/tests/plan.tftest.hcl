# What would be created, without creating it.

run "defaults_are_one_small_instance_behind_both_protections" {
  command = plan

  assert {
    condition     = terraform_data.instance_group.input.class == "small" && length(terraform_data.instance_group.input.defects) == 0
    error_message = "the default is not a small instance without defects"
  }
  assert {
    condition     = terraform_data.capacity.input.desired == 1 && terraform_data.capacity.input.min == 1 && terraform_data.capacity.input.max == 1
    error_message = "the default is not exactly one instance"
  }
  assert {
    condition     = !terraform_data.capacity.input.autoscaling
    error_message = "autoscaling is on by default"
  }
  assert {
    condition     = terraform_data.gateway.input.rate_limit.per_second == 20 && terraform_data.gateway.input.waf.enabled
    error_message = "the entrance is not guarded by default"
  }
  assert {
    condition     = length(keys(terraform_data.third_party.input)) == 0 && !terraform_data.gateway.input.uneven
    error_message = "the third party or the balancer is not sound by default"
  }
  assert {
    condition     = output.telemetry.otlp_endpoint == null
    error_message = "telemetry is sent somewhere by default"
  }
  assert {
    condition     = toset(keys(output.prices)) == toset(["nano", "small", "medium", "large"])
    error_message = "not every class has a price"
  }
}

run "autoscaling_moves_between_its_bounds" {
  command = plan
  variables {
    instances   = 2
    autoscaling = { enabled = true, min = 1, max = 4, target_requests_per_second = 90 }
  }

  assert {
    condition     = terraform_data.capacity.input == { autoscaling = true, desired = 2, max = 4, min = 1, target_requests_per_second = 90 }
    error_message = "the bounds do not reach the instance group"
  }
}

run "telemetry_goes_where_it_is_told" {
  command = plan
  variables { otlp_endpoint = "http://127.0.0.1:4317" }

  assert {
    condition     = terraform_data.instance_group.input.otlp_endpoint == "http://127.0.0.1:4317" && output.telemetry.otlp_endpoint == "http://127.0.0.1:4317"
    error_message = "the endpoint does not reach the instances"
  }
}
