resource "aws_ecs_cluster" "environment" {
  name = var.name
  tags = local.tags

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_cloudwatch_log_group" "service" {
  name              = "/headroom/${var.name}"
  retention_in_days = 7
  tags              = local.tags
}

data "aws_iam_policy_document" "tasks_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

# What starts a task: pulls its image, writes its log, reads the database's password.
resource "aws_iam_role" "execution" {
  name_prefix        = "headroom-exec-"
  assume_role_policy = data.aws_iam_policy_document.tasks_assume.json
  tags               = local.tags
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

data "aws_iam_policy_document" "execution" {
  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_db_instance.database.master_user_secret[0].secret_arn]
  }
}

resource "aws_iam_role_policy" "execution" {
  name_prefix = "database-password-"
  role        = aws_iam_role.execution.id
  policy      = data.aws_iam_policy_document.execution.json
}

# What a task is while it runs: it may send telemetry, and nothing else.
resource "aws_iam_role" "task" {
  name_prefix        = "headroom-task-"
  assume_role_policy = data.aws_iam_policy_document.tasks_assume.json
  tags               = local.tags
}

resource "aws_iam_role_policy_attachment" "task_telemetry" {
  role       = aws_iam_role.task.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AWSXRayDaemonWriteAccess"
}

locals {
  log_options = {
    awslogs-group  = aws_cloudwatch_log_group.service.name
    awslogs-region = data.aws_region.current.region
  }

  service_environment = merge({
    QUARKUS_DATASOURCE_JDBC_URL = "jdbc:postgresql://${aws_db_instance.database.endpoint}/${aws_db_instance.database.db_name}"
    DATA_VOLUME                 = tostring(var.data_volume)
    DEFECTS                     = join(",", var.defects)
    OTEL_EXPORTER_OTLP_ENDPOINT = "http://127.0.0.1:4317"
    OTEL_SERVICE_NAME           = var.name
    OTEL_PROPAGATORS            = "tracecontext,baggage,xray"
  }, var.container_environment)

  containers = [
    {
      name         = "service"
      image        = local.image
      essential    = true
      portMappings = [{ containerPort = var.port, protocol = "tcp" }]
      environment  = [for name in sort(keys(local.service_environment)) : { name = name, value = local.service_environment[name] }]
      secrets = [
        { name = "QUARKUS_DATASOURCE_USERNAME", valueFrom = "${aws_db_instance.database.master_user_secret[0].secret_arn}:username::" },
        { name = "QUARKUS_DATASOURCE_PASSWORD", valueFrom = "${aws_db_instance.database.master_user_secret[0].secret_arn}:password::" },
      ]
      ulimits          = [{ name = "nofile", softLimit = 65536, hardLimit = 65536 }]
      logConfiguration = { logDriver = "awslogs", options = merge(local.log_options, { awslogs-stream-prefix = "service" }) }
    },
    {
      name             = "collector"
      image            = "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3"
      essential        = false
      secrets          = [{ name = "AOT_CONFIG_CONTENT", valueFrom = aws_ssm_parameter.collector.arn }]
      logConfiguration = { logDriver = "awslogs", options = merge(local.log_options, { awslogs-stream-prefix = "collector" }) }
    },
  ]
}

resource "aws_ecs_task_definition" "service" {
  family                   = var.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = local.class.cpu
  memory                   = local.class.memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn
  container_definitions    = jsonencode(local.containers)
  tags                     = local.tags

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }

  lifecycle {
    precondition {
      condition     = contains(keys(local.classes), var.instance_class)
      error_message = "instance_class is \"${var.instance_class}\": give one of ${join(", ", keys(local.classes))}."
    }
  }
}

resource "aws_ecs_service" "service" {
  name                               = "service"
  cluster                            = aws_ecs_cluster.environment.id
  task_definition                    = aws_ecs_task_definition.service.arn
  desired_count                      = var.instances
  launch_type                        = "FARGATE"
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  health_check_grace_period_seconds  = 60
  enable_ecs_managed_tags            = true
  propagate_tags                     = "SERVICE"
  wait_for_steady_state              = true
  force_delete                       = true
  tags                               = local.tags

  network_configuration {
    subnets         = [for subnet in aws_subnet.private : subnet.id]
    security_groups = [aws_security_group.tasks.id]
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.service.arn
    container_name   = "service"
    container_port   = var.port
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = false
  }

  timeouts {
    create = "15m"
    update = "15m"
    delete = "15m"
  }

  depends_on = [
    aws_lb_listener.entrance,
    aws_iam_role_policy.execution,
    aws_iam_role_policy_attachment.execution,
    aws_route_table_association.private,
  ]
}
