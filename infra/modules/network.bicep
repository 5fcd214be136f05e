// The app's virtual network, and the names under which it finds the private endpoints in it. The telemetry's endpoint stays the public one: only
// identities may write there.
param name string
param location string
param tags object
param addressPrefix string

var half = int(split(addressPrefix, '/')[1]) + 1

var zoneNames = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  vault: 'privatelink.vaultcore.azure.net'
  account: 'privatelink.openai.azure.com'
}

resource network 'Microsoft.Network/virtualNetworks@2026-03-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addressPrefix] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, half, 0)
          delegations: [{ name: 'flex', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: cidrSubnet(addressPrefix, half, 1), privateEndpointNetworkPolicies: 'Disabled' }
      }
    ]
  }

  resource app 'subnets' existing = { name: 'app' }
  resource endpoints 'subnets' existing = { name: 'endpoints' }
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for zone in items(zoneNames): {
    name: zone.value
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (zone, index) in items(zoneNames): {
    parent: zones[index]
    name: name
    location: 'global'
    tags: tags
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
]

output appSubnetId string = network::app.id
output endpointSubnetId string = network::endpoints.id

@description('The zones by the part of a service that they are for.')
output zoneIds object = reduce(
  map(items(zoneNames), zone => { '${zone.key}': resourceId('Microsoft.Network/privateDnsZones', zone.value) }),
  {},
  (all, one) => union(all, one)
)
