locals {
  entrance = var.certificate_arn == "" ? { scheme = "http", protocol = "HTTP", port = 80 } : { scheme = "https", protocol = "HTTPS", port = 443 }
}

resource "aws_lb" "entrance" {
  name                             = var.name
  load_balancer_type               = "application"
  security_groups                  = [aws_security_group.entrance.id]
  subnets                          = [for subnet in aws_subnet.public : subnet.id]
  enable_cross_zone_load_balancing = true
  enable_deletion_protection       = false
  idle_timeout                     = 60
  tags                             = local.tags
}

resource "aws_lb_target_group" "service" {
  name                          = var.name
  vpc_id                        = aws_vpc.environment.id
  port                          = var.port
  protocol                      = "HTTP"
  target_type                   = "ip"
  load_balancing_algorithm_type = "least_outstanding_requests"
  deregistration_delay          = "15"
  tags                          = local.tags

  health_check {
    path                = var.health_path
    matcher             = "200"
    interval            = 5
    timeout             = 4
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_listener" "entrance" {
  load_balancer_arn = aws_lb.entrance.arn
  port              = local.entrance.port
  protocol          = local.entrance.protocol
  certificate_arn   = var.certificate_arn == "" ? null : var.certificate_arn
  ssl_policy        = var.certificate_arn == "" ? null : "ELBSecurityPolicy-TLS13-1-2-2021-06"
  tags              = local.tags

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.service.arn
  }
}
