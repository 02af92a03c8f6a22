# The dead-man's switch: at expires_at EventBridge Scheduler deletes what costs money and what answers, with nobody of ours alive. It
# calls AWS directly, with rights to these things alone. What is then left (network, roles, log) costs nothing and carries the tags.

data "aws_iam_policy_document" "end_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_iam_role" "end" {
  name_prefix        = "headroom-end-"
  assume_role_policy = data.aws_iam_policy_document.end_assume.json
  tags               = local.tags
}

data "aws_iam_policy_document" "end" {
  statement {
    actions   = ["ecs:DeleteService", "ecs:UpdateService"]
    resources = [aws_ecs_service.service.id]
  }

  statement {
    actions   = ["rds:DeleteDBInstance"]
    resources = [aws_db_instance.database.arn]
  }

  statement {
    actions   = ["elasticloadbalancing:DeleteLoadBalancer"]
    resources = [aws_lb.entrance.arn]
  }

  # For the schedules that the platform arms when it relaxes: they put the closed web ACL in front of the load balancer, and give
  # automatic scaling back.
  statement {
    actions   = ["wafv2:AssociateWebACL"]
    resources = [aws_wafv2_web_acl.guard["closed"].arn, aws_lb.entrance.arn]
  }

  statement {
    actions   = ["elasticloadbalancing:SetWebACL"]
    resources = [aws_lb.entrance.arn]
  }

  statement {
    actions   = ["application-autoscaling:RegisterScalableTarget"]
    resources = [aws_appautoscaling_target.service.arn]
  }

  statement {
    actions   = ["ec2:DeleteNatGateway"]
    resources = ["arn:${data.aws_partition.current.partition}:ec2:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:natgateway/${aws_nat_gateway.environment.id}"]
  }
}

resource "aws_iam_role_policy" "end" {
  name_prefix = "end-"
  role        = aws_iam_role.end.id
  policy      = data.aws_iam_policy_document.end.json
}

locals {
  endings = {
    service = {
      call  = "ecs:deleteService"
      input = { Cluster = aws_ecs_cluster.environment.arn, Service = aws_ecs_service.service.name, Force = true }
    }
    database = {
      call  = "rds:deleteDBInstance"
      input = { DbInstanceIdentifier = aws_db_instance.database.identifier, SkipFinalSnapshot = true, DeleteAutomatedBackups = true }
    }
    entrance = {
      call  = "elasticloadbalancingv2:deleteLoadBalancer"
      input = { LoadBalancerArn = aws_lb.entrance.arn }
    }
    nat = {
      call  = "ec2:deleteNatGateway"
      input = { NatGatewayId = aws_nat_gateway.environment.id }
    }
  }
}

# Also where the platform arms the switch of a relaxation, one schedule each.
resource "aws_scheduler_schedule_group" "environment" {
  name = var.name
  tags = local.tags
}

resource "aws_scheduler_schedule" "end" {
  for_each = local.endings

  name                         = "${var.name}-end-${each.key}"
  group_name                   = aws_scheduler_schedule_group.environment.name
  description                  = "Deletes the ${each.key} of ${var.name} at its end, run ${var.run_id}."
  schedule_expression          = "at(${formatdate("YYYY-MM-DD'T'hh:mm:ss", timeadd(var.expires_at, "0s"))})"
  schedule_expression_timezone = "UTC"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:${data.aws_partition.current.partition}:scheduler:::aws-sdk:${each.value.call}"
    role_arn = aws_iam_role.end.arn
    input    = jsonencode(each.value.input)

    retry_policy {
      maximum_retry_attempts       = 20
      maximum_event_age_in_seconds = 86400
    }
  }

  depends_on = [aws_iam_role_policy.end]
}

resource "aws_budgets_budget" "environment" {
  count = length(var.budget.emails) == 0 ? 0 : 1

  name         = var.name
  budget_type  = "COST"
  limit_amount = tostring(var.budget.limit_usd)
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
  tags         = local.tags

  # Works once "headroom:environment" is activated as a cost allocation tag in the account.
  cost_filter {
    name   = "TagKeyValue"
    values = ["user:headroom:environment$${var.name}"]
  }

  dynamic "notification" {
    for_each = [80, 100]

    content {
      comparison_operator        = "GREATER_THAN"
      threshold                  = notification.value
      threshold_type             = "PERCENTAGE"
      notification_type          = "ACTUAL"
      subscriber_email_addresses = var.budget.emails
    }
  }
}
