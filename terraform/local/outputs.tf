# The contract's outputs (../contract/README.md). After the cloud has gone its description is missing: then what it would
# tell is null or empty, and destroy still works.

locals {
  description = try(jsondecode(file("${path.root}/.headroom/${terraform_data.serving.id}.json")), {})
  api         = try(local.description.api, null)
  token_file  = try(local.description.token_file, null)
}

output "target_url" {
  description = "The service's public entrance, behind rate limit, WAF and load balancer."
  value       = try(local.description.target_url, null)
}

output "instances" {
  description = "The instances, each with id, address and zone."
  value       = try(local.description.instances, [])
}

output "protections" {
  description = "What guards the entrance, each with its adapter and coordinates."
  value = [
    {
      name    = "rate-limit"
      adapter = "local-cloud"
      coordinates = {
        api        = local.api
        token_file = local.token_file
        rule       = "rate-limit"
        per_second = var.rate_limit.per_second
        burst      = var.rate_limit.burst
      }
    },
    {
      name    = "waf"
      adapter = "local-cloud"
      coordinates = {
        api        = local.api
        token_file = local.token_file
        rule       = "waf"
      }
    },
  ]
}

output "autoscaler" {
  description = "What decides on the number of instances."
  value = {
    adapter = "local-cloud"
    coordinates = {
      api        = local.api
      token_file = local.token_file
      group      = "profile"
    }
  }
}

output "telemetry" {
  description = "Where instances send telemetry, null for nowhere, and by which name."
  value = {
    otlp_endpoint = var.otlp_endpoint == "" ? null : var.otlp_endpoint
    service_name  = "profile-service"
  }
}

output "verification" {
  description = "How to see that the service answers, a request that the WAF rule must block, and where the profiles are counted."
  value = {
    health_path     = "/q/health/ready"
    instance_header = "X-Instance-Id"
    blocked_request = {
      method = "GET"
      path   = "/profiles?tag=%27%20or%201%3D1"
      status = 403
    }
    # The instances fill their database themselves, the first one for all.
    data = {
      count_path    = "/sample/data"
      count_pointer = "/profiles"
    }
  }
}

output "prices" {
  description = "Euros per hour of each instance class; made up, since a laptop's instances cost nothing."
  value       = { for class, size in local.classes : class => size.euros_per_hour }
}
