# An environment on AWS: one network of its own, ECS on Fargate behind a load balancer and a WAF, PostgreSQL on RDS.
#
#   agents ──> WAF ──> load balancer ──> service (tasks in private subnets) ──> RDS
#               │                            └─ collector beside each task ──> X-Ray, OTLP
#               └─ IP set of exempt agents: empty, and not Terraform's to fill
#
# network.tf, entrance.tf, protections.tf, service.tf, autoscaling.tf, database.tf, telemetry.tf, end.tf

locals {
  # Fargate's own combinations of CPU units and MiB; prices are of one task, on demand, eu-central-1, rounded up.
  classes = {
    nano   = { cpu = 256, memory = 512, dollars_per_hour = 0.015 }
    small  = { cpu = 512, memory = 1024, dollars_per_hour = 0.029 }
    medium = { cpu = 1024, memory = 2048, dollars_per_hour = 0.058 }
    large  = { cpu = 2048, memory = 4096, dollars_per_hour = 0.116 }
  }

  class = lookup(local.classes, var.instance_class, local.classes.small)

  # What the platform's policy asks for, what sweepers look for, and what anybody who finds it should know.
  tags = {
    "headroom:run"          = var.run_id
    "headroom:environment"  = var.name
    "headroom:delete-after" = var.expires_at
  }

  capacity = {
    min = coalesce(var.autoscaling.min, var.autoscaling.enabled ? 1 : var.instances)
    max = coalesce(var.autoscaling.max, var.instances)
  }

  image = startswith(var.service_version, "sha256:") ? "${var.image}@${var.service_version}" : "${var.image}:${var.service_version}"
}

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}
