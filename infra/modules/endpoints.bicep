// A private endpoint for each part of storage, for the vault and for the models.
param location string
param tags object
param subnetId string

@description('The DNS zones by the part of a service that they are for.')
param zoneIds object

param storageId string
param vaultId string
param modelsId string

var services = {
  blob: storageId
  queue: storageId
  table: storageId
  vault: vaultId
  account: modelsId
}

resource endpoints 'Microsoft.Network/privateEndpoints@2026-03-01' = [
  for service in items(services): {
    name: 'pe-${service.key}'
    location: location
    tags: tags
    properties: {
      subnet: { id: subnetId }
      privateLinkServiceConnections: [
        #disable-next-line use-resource-id-functions // They are ids; the rule does not see it through items().
        { name: service.key, properties: { privateLinkServiceId: service.value, groupIds: [service.key] } }
      ]
    }
  }
]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = [
  for (service, index) in items(services): {
    parent: endpoints[index]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: service.key, properties: { privateDnsZoneId: zoneIds[service.key] } }]
    }
  }
]
