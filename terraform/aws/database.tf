# No backups, no final snapshot: what is in here is made up, and must be gone with the environment. Its password is made and kept by
# RDS in Secrets Manager, so that it is in no plan and no state.

resource "aws_db_subnet_group" "database" {
  name       = var.name
  subnet_ids = [for subnet in aws_subnet.private : subnet.id]
  tags       = local.tags
}

resource "aws_db_parameter_group" "database" {
  name_prefix = "${var.name}-"
  family      = "postgres${split(".", var.database.engine_version)[0]}"
  tags        = local.tags

  dynamic "parameter" {
    for_each = var.database.parameters

    content {
      name         = parameter.key
      value        = parameter.value
      apply_method = "pending-reboot"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "database" {
  identifier                   = var.name
  engine                       = "postgres"
  engine_version               = var.database.engine_version
  instance_class               = var.database.instance_class
  db_name                      = "service"
  username                     = "service"
  manage_master_user_password  = true
  parameter_group_name         = aws_db_parameter_group.database.name
  db_subnet_group_name         = aws_db_subnet_group.database.name
  vpc_security_group_ids       = [aws_security_group.database.id]
  publicly_accessible          = false
  storage_type                 = var.database.storage_type
  allocated_storage            = var.database.allocated_storage_gb
  iops                         = var.database.iops
  storage_throughput           = var.database.storage_throughput
  storage_encrypted            = true
  multi_az                     = var.database.multi_az
  performance_insights_enabled = true
  backup_retention_period      = 0
  skip_final_snapshot          = true
  deletion_protection          = false
  auto_minor_version_upgrade   = false
  apply_immediately            = true
  tags                         = local.tags
}
