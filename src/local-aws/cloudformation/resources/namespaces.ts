/** Services whose resource types CloudFormation knows (`AWS::<service>::...`). */
const NAMESPACES = `
ACMPCA APS ARCZonalShift AccessAnalyzer AmazonMQ Amplify AmplifyUIBuilder ApiGateway ApiGatewayV2 AppConfig AppFlow AppIntegrations
AppMesh AppRunner AppStream AppSync AppTest ApplicationAutoScaling ApplicationInsights ApplicationSignals Athena AuditManager
AutoScaling AutoScalingPlans B2BI BCMDataExports Backup BackupGateway Batch Bedrock BedrockAgentCore BillingConductor Budgets CDK CE
CUR Cassandra CertificateManager Chatbot CleanRooms CleanRoomsML Cloud9 CloudFormation CloudFront CloudTrail CloudWatch CodeArtifact
CodeBuild CodeCommit CodeConnections CodeDeploy CodeGuruProfiler CodeGuruReviewer CodePipeline CodeStar CodeStarConnections
CodeStarNotifications Cognito Comprehend Config Connect ConnectCampaigns ConnectCampaignsV2 ControlTower CustomerProfiles DAX DLM DMS
DSQL DataBrew DataPipeline DataSync DataZone Deadline Detective DevOpsGuru DirectoryService DocDB DocDBElastic DynamoDB EC2 ECR ECS
EFS EKS EMR EMRContainers EMRServerless ElastiCache ElasticBeanstalk ElasticLoadBalancing ElasticLoadBalancingV2 Elasticsearch
EntityResolution EventSchemas Events Evidently FIS FMS FSx FinSpace Forecast FraudDetector GameLift GlobalAccelerator Glue Grafana
Greengrass GreengrassV2 GroundStation GuardDuty HealthImaging HealthLake IAM IVS IVSChat IdentityStore ImageBuilder Inspector
InspectorV2 InternetMonitor Invoicing IoT IoTAnalytics IoTCoreDeviceAdvisor IoTEvents IoTFleetHub IoTFleetWise IoTSiteWise
IoTThingsGraph IoTTwinMaker IoTWireless KMS KafkaConnect Kendra KendraRanking Kinesis KinesisAnalytics KinesisAnalyticsV2
KinesisFirehose KinesisVideo LakeFormation Lambda LaunchWizard Lex LicenseManager Lightsail Location Logs LookoutEquipment
LookoutMetrics LookoutVision M2 MSK MWAA Macie ManagedBlockchain MediaConnect MediaConvert MediaLive MediaPackage MediaPackageV2
MediaStore MediaTailor MemoryDB MPA Neptune NeptuneGraph NetworkFirewall NetworkManager NimbleStudio Notifications
NotificationsContacts OSIS Oam Omics OpenSearchServerless OpenSearchService OpsWorks OpsWorksCM Organizations PCAConnectorAD
PCAConnectorSCEP PCS Panorama PaymentCryptography Personalize Pinpoint PinpointEmail Pipes Proton QBusiness QLDB QuickSight RAM RDS
RTBFabric RUM Rbin Redshift RedshiftServerless RefactorSpaces Rekognition ResilienceHub ResourceExplorer2 ResourceGroups RoboMaker
RolesAnywhere Route53 Route53Profiles Route53RecoveryControl Route53RecoveryReadiness Route53Resolver S3 S3Express S3ObjectLambda
S3Outposts S3Tables S3Vectors SDB SES SMSVOICE SNS SQS SSM SSMContacts SSMGuiConnect SSMIncidents SSMQuickSetup SSO SageMaker Scheduler
SecretsManager SecurityHub SecurityLake Serverless ServiceCatalog ServiceCatalogAppRegistry ServiceDiscovery Shield Signer
SimSpaceWeaver StepFunctions SupportApp Synthetics SystemsManagerSAP Timestream Transfer UXC VerifiedPermissions VoiceID VpcLattice WAF
WAFRegional WAFv2 Wisdom WorkSpaces WorkSpacesThinClient WorkSpacesWeb WorkspacesInstances XRay
`;
const known = new Set(NAMESPACES.trim().split(/\s+/));

export function isServiceNamespace(name: string): boolean {
  return known.has(name);
}
