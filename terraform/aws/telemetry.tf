# The collector beside each task: what the service sends by OTLP goes to X-Ray, and where otlp_endpoint says.

locals {
  exporters = concat(["awsxray"], var.otlp_endpoint == "" ? [] : ["otlphttp"])

  collector = {
    receivers  = { otlp = { protocols = { grpc = { endpoint = "127.0.0.1:4317" }, http = { endpoint = "127.0.0.1:4318" } } } }
    processors = { batch = { timeout = "1s", send_batch_size = 512 } }
    exporters = merge(
      { awsxray = { region = data.aws_region.current.region } },
      var.otlp_endpoint == "" ? {} : { otlphttp = { endpoint = var.otlp_endpoint } },
    )
    service = {
      pipelines = merge(
        { traces = { receivers = ["otlp"], processors = ["batch"], exporters = local.exporters } },
        var.otlp_endpoint == "" ? {} : { metrics = { receivers = ["otlp"], processors = ["batch"], exporters = ["otlphttp"] } },
      )
    }
  }
}

resource "aws_ssm_parameter" "collector" {
  name  = "/headroom/${var.name}/collector"
  type  = "String"
  value = yamlencode(local.collector)
  tags  = local.tags
}

data "aws_iam_policy_document" "execution_collector" {
  statement {
    actions   = ["ssm:GetParameters"]
    resources = [aws_ssm_parameter.collector.arn]
  }
}

resource "aws_iam_role_policy" "execution_collector" {
  name_prefix = "collector-"
  role        = aws_iam_role.execution.id
  policy      = data.aws_iam_policy_document.execution_collector.json
}
