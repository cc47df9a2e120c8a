# Stands in for a template engine.
echo "rendered: true" > rendered.yaml
