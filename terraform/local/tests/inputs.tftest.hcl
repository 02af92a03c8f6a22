# Every input that does not fit is refused before anything is created. Nothing here touches the machine.

run "refuses_a_name_with_capitals" {
  command = plan
  variables { name = "My_Environment" }
  expect_failures = [var.name]
}

run "refuses_an_empty_run" {
  command = plan
  variables { run_id = "" }
  expect_failures = [var.run_id]
}

run "refuses_no_instances" {
  command = plan
  variables { instances = 0 }
  expect_failures = [var.instances]
}

run "refuses_half_an_instance" {
  command = plan
  variables { instances = 1.5 }
  expect_failures = [var.instances]
}

run "refuses_a_target_of_nothing" {
  command = plan
  variables { autoscaling = { enabled = true, max = 3, target_requests_per_second = 0 } }
  expect_failures = [var.autoscaling]
}

run "refuses_bounds_that_exclude_the_instances" {
  command = plan
  variables {
    instances   = 2
    autoscaling = { enabled = true, min = 3, max = 5 }
  }
  expect_failures = [terraform_data.instance_group]
}

run "refuses_no_zone" {
  command = plan
  variables { zones = [] }
  expect_failures = [var.zones]
}

run "refuses_half_a_profile" {
  command = plan
  variables { data_volume = 0.5 }
  expect_failures = [var.data_volume]
}

run "refuses_an_endpoint_without_a_scheme" {
  command = plan
  variables { otlp_endpoint = "127.0.0.1:4317" }
  expect_failures = [var.otlp_endpoint]
}

run "refuses_an_expiry_that_is_no_time" {
  command = plan
  variables { expires_at = "tomorrow" }
  expect_failures = [var.expires_at]
}

run "refuses_an_unknown_defect" {
  command = plan
  variables { defects = ["n-plus-one", "n-plus-two"] }
  expect_failures = [terraform_data.instance_group]
}

run "refuses_no_workers" {
  command = plan
  variables { workers = 0 }
  expect_failures = [var.workers]
}

run "refuses_no_service_time" {
  command = plan
  variables { service_time_ms = 0 }
  expect_failures = [var.service_time_ms]
}

run "refuses_a_negative_boot_delay" {
  command = plan
  variables { boot_delay_seconds = -1 }
  expect_failures = [var.boot_delay_seconds]
}

run "refuses_a_rate_limit_of_nothing" {
  command = plan
  variables { rate_limit = { per_second = 0, burst = 1 } }
  expect_failures = [var.rate_limit]
}

run "refuses_an_unknown_class_without_workers_and_service_time" {
  command = plan
  variables { instance_class = "huge" }
  expect_failures = [terraform_data.instance_group]
}

run "accepts_an_unknown_class_with_both" {
  command = plan
  variables {
    instance_class  = "custom"
    workers         = 3
    service_time_ms = 15
  }

  assert {
    condition     = terraform_data.instance_group.input.workers == 3 && terraform_data.instance_group.input.service_time_ms == 15
    error_message = "workers and service time do not reach the instances"
  }
}

run "accepts_every_defect" {
  command = plan
  variables {
    defects = [
      "n-plus-one", "repeated-call", "serial-calls", "unbounded-search", "small-pool", "connection-slots", "lock-contention",
      "shared-lock", "slow-third-party", "third-party-limit", "retry-storm", "memory-leak", "slow-instance", "uneven-balancing", "far-zone",
      "cold-start",
    ]
  }

  assert {
    condition     = length(terraform_data.instance_group.input.defects) == 16
    error_message = "not every defect reaches the instances"
  }
  assert {
    condition     = terraform_data.third_party.input == tomap({ slows_at_per_second = 40, limit_per_second = 20, fails_above_per_second = 20 })
    error_message = "the third party's defects do not reach it"
  }
  assert {
    condition     = terraform_data.gateway.input.uneven
    error_message = "the balancer's defect does not reach it"
  }
}
