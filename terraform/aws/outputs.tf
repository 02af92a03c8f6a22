# The contract's outputs (../contract/README.md).

output "target_url" {
  description = "The service's public entrance, behind WAF and load balancer."
  value       = "${local.entrance.scheme}://${aws_lb.entrance.dns_name}:${local.entrance.port}"

  # A load balancer answers as soon as the WAF guards it and a task serves, and not before.
  depends_on = [aws_ecs_service.service, aws_wafv2_web_acl_association.entrance]
}

output "instances" {
  description = "Empty: tasks come and go, and ECS knows which there are; the autoscaler's coordinates say where to ask."
  value       = []
}

locals {
  schedules = {
    region             = data.aws_region.current.region
    schedule_group     = aws_scheduler_schedule_group.environment.name
    scheduler_role_arn = aws_iam_role.end.arn
  }

  scalable_target = {
    resource_id        = aws_appautoscaling_target.service.resource_id
    scalable_dimension = aws_appautoscaling_target.service.scalable_dimension
  }
}

output "protections" {
  description = "What guards the entrance, one for all rules, as they leave out the same IP set; and scaling, where it is on."
  value = concat(
    [
      {
        name    = "waf"
        adapter = "aws-wafv2"
        coordinates = merge(local.schedules, {
          ip_set_id           = aws_wafv2_ip_set.agents.id
          ip_set_name         = aws_wafv2_ip_set.agents.name
          web_acl_arn         = aws_wafv2_web_acl.guard["entrance"].arn
          closed_web_acl_arn  = aws_wafv2_web_acl.guard["closed"].arn
          resource_arn        = aws_lb.entrance.arn
          rules               = join(" ", concat([for name, rule in local.managed_rules_used : replace(name, "_", "-")], ["rate-limit"]))
          agent_addresses     = join(" ", var.agent_addresses)
          propagation_seconds = 60
        })
      },
    ],
    [
      for target in [local.scalable_target] : {
        name        = "scaling"
        adapter     = "aws-ecs"
        coordinates = merge(local.schedules, target)
      } if var.autoscaling.enabled
    ],
  )
}

output "autoscaler" {
  description = "What decides on the number of tasks."
  value = {
    adapter = "aws-ecs"
    coordinates = merge(local.scalable_target, {
      region  = data.aws_region.current.region
      cluster = aws_ecs_cluster.environment.name
      service = aws_ecs_service.service.name
    })
  }
}

output "telemetry" {
  description = "Where telemetry goes besides X-Ray, null for nowhere, and by which name."
  value = {
    otlp_endpoint = var.otlp_endpoint == "" ? null : var.otlp_endpoint
    service_name  = var.name
  }
}

output "verification" {
  description = "How to see that the service answers, and a request that the injection rules must block."
  value = {
    health_path = var.health_path
    blocked_request = {
      method = "GET"
      path   = "/?id=1%27%20or%20%271%27%3D%271"
      status = 403
    }
  }
}

output "prices" {
  description = "US dollars per hour of each instance class, one task of it."
  value       = { for class, size in local.classes : class => size.dollars_per_hour }
}
