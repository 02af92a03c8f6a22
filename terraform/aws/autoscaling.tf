# Registered in any case, so that the platform can pin the number by min = max and suspend scaling, and give both back as they were.

resource "aws_appautoscaling_target" "service" {
  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.environment.name}/${aws_ecs_service.service.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = local.capacity.min
  max_capacity       = local.capacity.max
  tags               = local.tags

  suspended_state {
    dynamic_scaling_in_suspended  = !var.autoscaling.enabled
    dynamic_scaling_out_suspended = !var.autoscaling.enabled
    scheduled_scaling_suspended   = false
  }

  lifecycle {
    precondition {
      condition     = local.capacity.min <= var.instances && var.instances <= local.capacity.max
      error_message = "autoscaling has min ${local.capacity.min}, max ${local.capacity.max}, and instances is ${var.instances}: they must rise in the order min, instances, max."
    }
  }
}

resource "aws_appautoscaling_policy" "cpu" {
  name               = "${var.name}-cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.service.service_namespace
  resource_id        = aws_appautoscaling_target.service.resource_id
  scalable_dimension = aws_appautoscaling_target.service.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = var.autoscaling.target_cpu_percent
    scale_out_cooldown = 30
    scale_in_cooldown  = 120

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}
