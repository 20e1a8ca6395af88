import type { Service } from '../kernel/operation.ts';
import { resumeAutomaticDeployments } from './draft/auto-deploy.ts';
import { createApiMapping } from './operations/create-api-mapping.ts';
import { createApi } from './operations/create-api.ts';
import { createAuthorizer } from './operations/create-authorizer.ts';
import { createDeployment } from './operations/create-deployment.ts';
import { createDomainName } from './operations/create-domain-name.ts';
import { createIntegration } from './operations/create-integration.ts';
import { createRoute } from './operations/create-route.ts';
import { createStage } from './operations/create-stage.ts';
import { deleteAccessLogSettings } from './operations/delete-access-log-settings.ts';
import { deleteApiMapping } from './operations/delete-api-mapping.ts';
import { deleteApi } from './operations/delete-api.ts';
import { deleteAuthorizer } from './operations/delete-authorizer.ts';
import { deleteCorsConfiguration } from './operations/delete-cors-configuration.ts';
import { deleteDeployment } from './operations/delete-deployment.ts';
import { deleteDomainName } from './operations/delete-domain-name.ts';
import { deleteIntegration } from './operations/delete-integration.ts';
import { deleteRouteRequestParameter } from './operations/delete-route-request-parameter.ts';
import { deleteRouteSettings } from './operations/delete-route-settings.ts';
import { deleteRoute } from './operations/delete-route.ts';
import { deleteStage } from './operations/delete-stage.ts';
import { exportApi } from './operations/export-api.ts';
import { getApiMapping } from './operations/get-api-mapping.ts';
import { getApiMappings } from './operations/get-api-mappings.ts';
import { getApi } from './operations/get-api.ts';
import { getApis } from './operations/get-apis.ts';
import { getAuthorizer } from './operations/get-authorizer.ts';
import { getAuthorizers } from './operations/get-authorizers.ts';
import { getDeployment } from './operations/get-deployment.ts';
import { getDeployments } from './operations/get-deployments.ts';
import { getDomainName } from './operations/get-domain-name.ts';
import { getDomainNames } from './operations/get-domain-names.ts';
import { getIntegration } from './operations/get-integration.ts';
import { getIntegrations } from './operations/get-integrations.ts';
import { getModels } from './operations/get-models.ts';
import { getRoute } from './operations/get-route.ts';
import { getRoutes } from './operations/get-routes.ts';
import { getStage } from './operations/get-stage.ts';
import { getStages } from './operations/get-stages.ts';
import { getTags } from './operations/get-tags.ts';
import { getVpcLinks } from './operations/get-vpc-links.ts';
import { importApi } from './operations/import-api.ts';
import { reimportApi } from './operations/reimport-api.ts';
import { resetAuthorizersCache } from './operations/reset-authorizers-cache.ts';
import { tagResource } from './operations/tag-resource.ts';
import { untagResource } from './operations/untag-resource.ts';
import { updateApiMapping } from './operations/update-api-mapping.ts';
import { updateApi } from './operations/update-api.ts';
import { updateAuthorizer } from './operations/update-authorizer.ts';
import { updateDeployment } from './operations/update-deployment.ts';
import { updateDomainName } from './operations/update-domain-name.ts';
import { updateIntegration } from './operations/update-integration.ts';
import { updateRoute } from './operations/update-route.ts';
import { updateStage } from './operations/update-stage.ts';
import { apis, domainNames } from './rows.ts';
import { unimplementedOperations } from './unimplemented.ts';

export const apigatewayService: Service = {
  signingName: 'apigateway',
  protocol: 'rest-json',
  operations: [
    createApiMapping,
    createApi,
    createAuthorizer,
    createDeployment,
    createDomainName,
    createIntegration,
    createRoute,
    createStage,
    deleteAccessLogSettings,
    deleteApiMapping,
    deleteApi,
    deleteAuthorizer,
    deleteCorsConfiguration,
    deleteDeployment,
    deleteDomainName,
    deleteIntegration,
    deleteRouteRequestParameter,
    deleteRouteSettings,
    deleteRoute,
    deleteStage,
    exportApi,
    getApiMapping,
    getApiMappings,
    getApi,
    getApis,
    getAuthorizer,
    getAuthorizers,
    getDeployment,
    getDeployments,
    getDomainName,
    getDomainNames,
    getIntegration,
    getIntegrations,
    getModels,
    getRoute,
    getRoutes,
    getStage,
    getStages,
    getTags,
    getVpcLinks,
    importApi,
    reimportApi,
    resetAuthorizersCache,
    tagResource,
    untagResource,
    updateApiMapping,
    updateApi,
    updateAuthorizer,
    updateDeployment,
    updateDomainName,
    updateIntegration,
    updateRoute,
    updateStage,
    ...unimplementedOperations,
  ],
  start: async (world) => {
    for (const { apiId } of apis(world).values()) await world.gateway.endpoint(apiId);
    for (const { domainName } of domainNames(world).values()) await world.gateway.endpoint(domainName);
    resumeAutomaticDeployments(world);
  },
};
