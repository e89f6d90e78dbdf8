// Package kubeapi speaks to the API server about the few kinds that the agent knows. The whole client of Kubernetes would
// cost every node tens of megabytes.
package kubeapi

import (
	"fmt"
	"os"

	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/client-go/rest"
)

var (
	scheme     = runtime.NewScheme()
	codecs     = serializer.NewCodecFactory(scheme)
	parameters = runtime.NewParameterCodec(scheme)
)

func init() {
	utilruntime.Must(core.AddToScheme(scheme))
	utilruntime.Must(networking.AddToScheme(scheme))
}

// API is a connection to the API server.
type API struct {
	Core, Networking *rest.RESTClient
}

// InCluster is the configuration of a pod. kind names the API server's own address, which does not need kube-proxy.
func InCluster() (*rest.Config, error) {
	config, err := rest.InClusterConfig()
	if err != nil {
		return nil, err
	}
	if endpoint := os.Getenv("CONTROL_PLANE_ENDPOINT"); endpoint != "" {
		config.Host = "https://" + endpoint
	}
	return config, nil
}

// Connect needs no answer of the server yet.
func Connect(config *rest.Config) (*API, error) {
	coreClient, err := client(config, "/api", core.SchemeGroupVersion)
	if err != nil {
		return nil, err
	}
	networkingClient, err := client(config, "/apis", networking.SchemeGroupVersion)
	if err != nil {
		return nil, err
	}
	return &API{coreClient, networkingClient}, nil
}

func client(base *rest.Config, path string, version schema.GroupVersion) (*rest.RESTClient, error) {
	config := rest.CopyConfig(base)
	config.APIPath = path
	config.GroupVersion = &version
	config.NegotiatedSerializer = codecs.WithoutConversion()
	config.ContentType = runtime.ContentTypeProtobuf
	config.AcceptContentTypes = runtime.ContentTypeProtobuf + "," + runtime.ContentTypeJSON
	config.UserAgent = "drydock-node"
	config.QPS, config.Burst = 50, 100
	made, err := rest.RESTClientFor(config)
	if err != nil {
		return nil, fmt.Errorf("client for %s: %w", version, err)
	}
	return made, nil
}
